/** Sessions of browsers and the way into them: who is behind a request is said by a cookie, never by an id in it. */
@NullMarked
package io.mooring.access.web;

import org.jspecify.annotations.NullMarked;
