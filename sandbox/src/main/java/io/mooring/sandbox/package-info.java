/** Everything outside Mooring in one JVM: what it consists of, in which order it starts and how it stops. */
@NullMarked
package io.mooring.sandbox;

import org.jspecify.annotations.NullMarked;
