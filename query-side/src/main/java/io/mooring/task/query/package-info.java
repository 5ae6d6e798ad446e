/** Which matters wait for a person. */
@NullMarked
package io.mooring.task.query;

import org.jspecify.annotations.NullMarked;
