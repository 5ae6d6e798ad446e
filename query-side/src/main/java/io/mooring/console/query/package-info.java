/** Console accounts, found by id. */
@NullMarked
package io.mooring.console.query;

import org.jspecify.annotations.NullMarked;
