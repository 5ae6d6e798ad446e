/** What a command can be refused for, in a form that every edge can translate. */
@NullMarked
package io.mooring.rule.api;

import org.jspecify.annotations.NullMarked;
