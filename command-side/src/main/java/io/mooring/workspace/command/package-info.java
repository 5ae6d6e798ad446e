/** A workspace has one payer at a time; site and template language never change. */
@NullMarked
package io.mooring.workspace.command;

import org.jspecify.annotations.NullMarked;
