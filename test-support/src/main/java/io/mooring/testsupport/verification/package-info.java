/** Facts about verifications, named by the state they leave, and proofs kept in memory. */
@NullMarked
package io.mooring.testsupport.verification;

import org.jspecify.annotations.NullMarked;
