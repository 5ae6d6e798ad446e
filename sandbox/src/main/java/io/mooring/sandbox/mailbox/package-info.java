/** An SMTP server that accepts every mail, and the mailbox that shows it. */
@NullMarked
package io.mooring.sandbox.mailbox;

import org.jspecify.annotations.NullMarked;
