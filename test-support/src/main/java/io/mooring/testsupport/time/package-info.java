/** A clock that tests set. */
@NullMarked
package io.mooring.testsupport.time;

import org.jspecify.annotations.NullMarked;
