/** What follows from a decision about a billing account: the mail to its mailbox on file. */
@NullMarked
package io.mooring.billing.saga;

import org.jspecify.annotations.NullMarked;
