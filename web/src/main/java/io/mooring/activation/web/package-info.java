/** The activation as the wizard sees it, once and live, and what the buyer typed on the way. */
@NullMarked
package io.mooring.activation.web;

import org.jspecify.annotations.NullMarked;
