/** Which fields of an event belong to a person, and the keys that guard them. */
@NullMarked
package io.mooring.privacy.api;

import org.jspecify.annotations.NullMarked;
