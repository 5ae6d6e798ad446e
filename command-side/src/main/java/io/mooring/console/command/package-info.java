/** A user name and a mailbox belong to one console account. */
@NullMarked
package io.mooring.console.command;

import org.jspecify.annotations.NullMarked;
