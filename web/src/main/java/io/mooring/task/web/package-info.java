/** What only a person can decide, on the port for the inside. */
@NullMarked
package io.mooring.task.web;

import org.jspecify.annotations.NullMarked;
