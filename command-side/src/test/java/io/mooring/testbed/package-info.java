/** The whole command side without a database or Spring. */
@NullMarked
package io.mooring.testbed;

import org.jspecify.annotations.NullMarked;
