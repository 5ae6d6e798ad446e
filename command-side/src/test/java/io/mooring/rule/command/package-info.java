/** How tests speak of refusals. */
@NullMarked
package io.mooring.rule.command;

import org.jspecify.annotations.NullMarked;
