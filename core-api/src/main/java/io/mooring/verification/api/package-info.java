/** Proof that somebody reads a mailbox. */
@NullMarked
package io.mooring.verification.api;

import org.jspecify.annotations.NullMarked;
