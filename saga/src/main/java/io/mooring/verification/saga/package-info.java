/** What follows from a verification: the mail with its code. */
@NullMarked
package io.mooring.verification.saga;

import org.jspecify.annotations.NullMarked;
