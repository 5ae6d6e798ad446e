/** What only a person can decide: opened by what AWS says or by a clock, closed by AWS or by whoever runs Mooring. */
@NullMarked
package io.mooring.task.api;

import org.jspecify.annotations.NullMarked;
