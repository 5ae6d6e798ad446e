/** An outbox of mails keyed by event, and the sender that empties it outside any transaction. */
@NullMarked
package io.mooring.mail.saga;

import org.jspecify.annotations.NullMarked;
