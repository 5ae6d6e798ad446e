/** A user name and a mailbox belong to one billing account; an activation has one billing account. */
@NullMarked
package io.mooring.billing.command;

import org.jspecify.annotations.NullMarked;
