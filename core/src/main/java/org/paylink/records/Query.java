package org.paylink.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Which rows to read: all conditions hold. Built step by step: {@code
 * Query.from("PaymentLinkOutbox").isNull("doneAt") .atMost("dueAt",
 * now).orderBy("dueAt").limit(50)}.
 */
public final class Query {
  /** How a field is compared. */
  public enum Comparison {
    EQUAL,
    AT_MOST,
    AT_LEAST,
    IS_NULL,
    IS_NOT_NULL,
    ANY_OF
  }

  /**
   * One condition.
   *
   * @param value null for IS_NULL and IS_NOT_NULL, a list for ANY_OF
   */
  public record Condition(String field, Comparison comparison, Object value) {}

  /** Most rows a query may return. */
  public static final int MOST_ROWS = 10_000;

  private final String entity;
  private final List<Condition> conditions = new ArrayList<>();
  private final List<String> order = new ArrayList<>();
  private final List<String> fields = new ArrayList<>();
  private int limit = MOST_ROWS;
  private int offset;

  private Query(String entity) {
    this.entity = Objects.requireNonNull(entity);
  }

  /** Rows of an entity. */
  public static Query from(String entity) {
    return new Query(entity);
  }

  /** The field equals the value, which is not null. */
  public Query equal(String field, Object value) {
    return add(field, Comparison.EQUAL, Objects.requireNonNull(value, field));
  }

  /** The field is at most the value; rows without it are left out. */
  public Query atMost(String field, Object value) {
    return add(field, Comparison.AT_MOST, Objects.requireNonNull(value, field));
  }

  /** The field is at least the value; rows without it are left out. */
  public Query atLeast(String field, Object value) {
    return add(field, Comparison.AT_LEAST, Objects.requireNonNull(value, field));
  }

  /** The field is empty. */
  public Query isNull(String field) {
    return add(field, Comparison.IS_NULL, null);
  }

  /** The field is not empty. */
  public Query isNotNull(String field) {
    return add(field, Comparison.IS_NOT_NULL, null);
  }

  /** The field equals one of the values, of which there is at least one. */
  public Query anyOf(String field, List<?> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException(field + ": no values");
    }
    return add(field, Comparison.ANY_OF, List.copyOf(values));
  }

  /**
   * Sorted by the field, ascending; a leading {@code -} means descending. May be called again for
   * ties.
   */
  public Query orderBy(String field) {
    order.add(field);
    return this;
  }

  /** Only these fields of each row, so that an index that holds them answers alone. */
  public Query only(String... names) {
    fields.addAll(List.of(names));
    return this;
  }

  /**
   * Leaves out the first rows of the order, at most {@link #MOST_ROWS}. The order has to be total,
   * or pages overlap.
   */
  public Query skip(int rows) {
    if (rows < 0 || rows > MOST_ROWS) {
      throw new IllegalArgumentException("skip " + rows);
    }
    offset = rows;
    return this;
  }

  /** At most so many rows, 1 to {@link #MOST_ROWS}. */
  public Query limit(int rows) {
    if (rows < 1 || rows > MOST_ROWS) {
      throw new IllegalArgumentException("limit " + rows);
    }
    limit = rows;
    return this;
  }

  /** The entity asked for. */
  public String entity() {
    return entity;
  }

  /** The conditions, all of which hold. */
  public List<Condition> conditions() {
    return List.copyOf(conditions);
  }

  /** The fields to sort by; a leading {@code -} means descending. */
  public List<String> order() {
    return List.copyOf(order);
  }

  /** The fields asked for; empty means all. */
  public List<String> fields() {
    return List.copyOf(fields);
  }

  /** How many rows of the order are left out. */
  public int offset() {
    return offset;
  }

  /** Most rows to return. */
  public int limit() {
    return limit;
  }

  private Query add(String field, Comparison comparison, Object value) {
    conditions.add(new Condition(field, comparison, value));
    return this;
  }
}
