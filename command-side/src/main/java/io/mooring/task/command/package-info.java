/** When a matter for a person is open. */
@NullMarked
package io.mooring.task.command;

import org.jspecify.annotations.NullMarked;
