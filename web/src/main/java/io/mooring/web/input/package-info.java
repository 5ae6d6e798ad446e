/** The forms that typed input must have, each one a constraint whose message is the code of the refusal. */
@NullMarked
package io.mooring.web.input;

import org.jspecify.annotations.NullMarked;
