/** Assembles the engine and answers for every request: workers, problems, headers, limits and the pages that belong to no capability. */
@NullMarked
package io.mooring.web;

import org.jspecify.annotations.NullMarked;
