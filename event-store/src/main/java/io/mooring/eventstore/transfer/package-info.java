/**
 * History as a file: JSON Lines out of the store, into an empty one, and out of and into the tables of Axon's own engines.
 *
 * <p>The file is UTF-8, one JSON object a line, lines ended by {@code \n}:
 *
 * <ol>
 *   <li>the header: {@code {"format":"mooring-history","version":1}};
 *   <li>one line for each event, by ascending position, every field present:
 *       <table>
 *         <caption>Fields of an event</caption>
 *         <tr><td>{@code position}</td><td>whole number ≥ 0: where the event is in the one order of all; numbers may be left out</td></tr>
 *         <tr><td>{@code eventId}</td><td>text, once in a file</td></tr>
 *         <tr><td>{@code aggregateType}</td><td>text or null</td></tr>
 *         <tr><td>{@code aggregateId}</td><td>text</td></tr>
 *         <tr><td>{@code sequenceNumber}</td><td>whole number: 0 for the first event of the aggregate, then each one more</td></tr>
 *         <tr><td>{@code occurredAt}</td><td>text, ISO 8601 with offset, up to microseconds; written in UTC</td></tr>
 *         <tr><td>{@code type}</td><td>text: the logical name, {@code workspace.WorkspaceBound}</td></tr>
 *         <tr><td>{@code revision}</td><td>text</td></tr>
 *         <tr><td>{@code payload}</td><td>JSON as stored: personal fields stay sealed, their keys are in no file</td></tr>
 *         <tr><td>{@code metadata}</td><td>JSON object as stored</td></tr>
 *         <tr><td>{@code correlationId}, {@code causationId}</td><td>text or null</td></tr>
 *       </table>
 *   <li>the end: {@code {"events":2,"lastPosition":17}}, with null for the position where there is no event. A file without it was cut off.
 * </ol>
 *
 * <p>The same history gives the same bytes, so the SHA-256 of two exports tells whether two stores hold the same. Database errors are
 * {@link org.springframework.dao.DataAccessException}s, those of the file {@link io.mooring.eventstore.transfer.MalformedHistory}, those of what was asked
 * {@link io.mooring.eventstore.transfer.TransferRefused}.
 */
@NullMarked
package io.mooring.eventstore.transfer;

import org.jspecify.annotations.NullMarked;
