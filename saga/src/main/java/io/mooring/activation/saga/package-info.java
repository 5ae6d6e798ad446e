/** What happens next in an activation: the saga, its deadlines, and the mails that follow. */
@NullMarked
package io.mooring.activation.saga;

import org.jspecify.annotations.NullMarked;
