/** Load for a whole product in this JVM, and whether it comes out of it as it has to. */
@NullMarked
package io.mooring.sandbox.load;

import org.jspecify.annotations.NullMarked;
