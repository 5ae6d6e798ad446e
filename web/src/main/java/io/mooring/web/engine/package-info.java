/** The one place where Axon is wired, and where it is checked that it is wired as meant. */
@NullMarked
package io.mooring.web.engine;

import org.jspecify.annotations.NullMarked;
