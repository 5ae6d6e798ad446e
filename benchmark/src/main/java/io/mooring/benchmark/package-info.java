/** What the README's numbers come from: each benchmark prints one line per figure and says whether its target is met. */
@NullMarked
package io.mooring.benchmark;

import org.jspecify.annotations.NullMarked;
