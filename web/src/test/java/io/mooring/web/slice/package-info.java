/** The web module alone: a real server and a real PostgreSQL, with doubles for everything behind the commands and queries. */
@NullMarked
package io.mooring.web.slice;

import org.jspecify.annotations.NullMarked;
