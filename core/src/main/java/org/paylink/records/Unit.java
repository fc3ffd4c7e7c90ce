package org.paylink.records;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One open transaction. Values are {@code String}, {@code Long}, {@code BigDecimal}, {@code
 * Instant} (kept to the millisecond), {@code byte[]} or null; a map that misses a field leaves it
 * null on insert and unchanged on update.
 */
public interface Unit {

  /** The row with this primary key. */
  Optional<Row> find(String entity, Map<String, ?> key);

  /** The rows that match. */
  List<Row> list(Query query);

  /**
   * Counts and sums the rows that match, for each value of a field; the query's fields, order and
   * limit say nothing here.
   *
   * @param groupBy a field that is not empty
   * @param sums decimal fields to be summed
   * @return one row for each value, in its order, with the group's field, the sums under their
   *     fields' names, and the number {@code count}
   */
  List<Row> totals(Query query, String groupBy, List<String> sums);

  /**
   * Adds a row.
   *
   * @throws ConflictException when the key is taken; don't catch it: the unit is over and will be
   *     run again
   */
  void insert(String entity, Map<String, ?> fields);

  /**
   * Compare and set: changes the rows whose fields equal {@code expected} (null means: is null).
   *
   * @param expected must hold at least the whole primary key
   * @return rows changed, 0 or 1: exactly one of several concurrent callers with the same
   *     expectation gets 1
   */
  int update(String entity, Map<String, ?> expected, Map<String, ?> changes);

  /**
   * How many rows match; the query's order and limit say nothing here. To be asked of rows that an
   * index finds and that are few, such as what waits.
   */
  long count(Query query);

  /**
   * Removes a row if its fields equal {@code expected} (null means: is null).
   *
   * @param expected must hold at least the whole primary key
   * @return rows removed, 0 or 1
   */
  int delete(String entity, Map<String, ?> expected);

  /**
   * Locks the row until the unit ends, by an update of its {@code lockStamp}: what is read after it
   * is what was committed before it. Lock order, always: PaymentSubject, then the host's document,
   * then PaymentLink.
   *
   * @return false when there is no such row (nothing is locked then)
   */
  boolean lock(String entity, Map<String, ?> key);
}
