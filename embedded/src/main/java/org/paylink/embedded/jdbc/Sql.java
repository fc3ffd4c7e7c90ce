package org.paylink.embedded.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.paylink.embedded.jdbc.EntityModel.Entity;
import org.paylink.embedded.jdbc.EntityModel.Field;
import org.paylink.records.Query;
import org.paylink.records.Query.Condition;

/** One statement as it is put together: text, and values in the order of its question marks. */
final class Sql {
  private static final String NEVER = "1 = 0";

  /** One value with the field it is stored in or compared with. */
  record Bound(Field field, Object value) {}

  private final StringBuilder text = new StringBuilder();
  private final List<Bound> values = new ArrayList<>();

  private Sql(String beginning) {
    text.append(beginning);
  }

  String text() {
    return text.toString();
  }

  List<Bound> values() {
    return values;
  }

  static Sql insert(Entity entity, Map<String, ?> fields) {
    Map<String, Object> sorted = new TreeMap<>(fields);
    for (String key : entity.key()) {
      if (sorted.get(key) == null) {
        throw new IllegalArgumentException(entity.name() + "." + key + " is part of the key");
      }
    }
    Sql sql = new Sql("INSERT INTO " + entity.table() + " (");
    sql.text.append(
        sorted.keySet().stream()
            .map(name -> entity.field(name).column())
            .collect(Collectors.joining(", ")));
    sql.text.append(") VALUES (").append("?, ".repeat(sorted.size() - 1)).append("?)");
    sorted.forEach((name, value) -> sql.stored(entity.field(name), value));
    return sql;
  }

  static Sql update(Entity entity, Map<String, ?> expected, Map<String, ?> changes) {
    requireKey(entity, expected);
    if (changes.isEmpty()) {
      throw new IllegalArgumentException(entity.name() + ": nothing to change");
    }
    Sql sql = new Sql("UPDATE " + entity.table() + " SET ");
    String separator = "";
    for (Map.Entry<String, Object> change : new TreeMap<String, Object>(changes).entrySet()) {
      Field field = entity.field(change.getKey());
      sql.text.append(separator).append(field.column()).append(" = ?");
      sql.stored(field, change.getValue());
      separator = ", ";
    }
    return sql.where(entity, expected);
  }

  static Sql lock(Entity entity, Map<String, ?> key) {
    requireKey(entity, key);
    String stamp = entity.field("lockStamp").column();
    return new Sql(
            "UPDATE " + entity.table() + " SET " + stamp + " = COALESCE(" + stamp + ", 0) + 1")
        .where(entity, key);
  }

  static Sql find(Entity entity, Map<String, ?> key) {
    requireKey(entity, key);
    return new Sql(selectAll(entity)).where(entity, key);
  }

  static Sql delete(Entity entity, Map<String, ?> expected) {
    requireKey(entity, expected);
    return new Sql("DELETE FROM " + entity.table()).where(entity, expected);
  }

  static Sql count(Entity entity, Query query) {
    return new Sql("SELECT COUNT(*) FROM " + entity.table()).where(entity, query.conditions());
  }

  static Sql list(Entity entity, Query query) {
    Sql sql = new Sql(select(entity, fields(entity, query))).where(entity, query.conditions());
    if (!query.order().isEmpty()) {
      sql.text.append(
          query.order().stream()
              .map(field -> direction(entity, field))
              .collect(Collectors.joining(", ", " ORDER BY ", "")));
    }
    if (query.offset() > 0) {
      sql.text.append(" OFFSET ").append(query.offset()).append(" ROWS");
    }
    sql.text.append(" FETCH FIRST ").append(query.limit()).append(" ROWS ONLY");
    return sql;
  }

  /** Groups with their sums and, last, their number of rows. */
  static Sql totals(Entity entity, Query query, String groupBy, List<String> sums) {
    String group = entity.field(groupBy).column();
    StringBuilder columns = new StringBuilder("SELECT ").append(group);
    sums.forEach(name -> columns.append(", SUM(").append(entity.field(name).column()).append(")"));
    Sql sql = new Sql(columns.append(", COUNT(*) FROM ").append(entity.table()).toString());
    sql.where(entity, query.conditions());
    sql.text.append(" GROUP BY ").append(group).append(" ORDER BY ").append(group);
    return sql;
  }

  /** The fields a query asks for. */
  static List<Field> fields(Entity entity, Query query) {
    return query.fields().isEmpty()
        ? entity.fields()
        : query.fields().stream().map(entity::field).toList();
  }

  private static String selectAll(Entity entity) {
    return select(entity, entity.fields());
  }

  private static String select(Entity entity, List<Field> fields) {
    return fields.stream()
        .map(Field::column)
        .collect(Collectors.joining(", ", "SELECT ", " FROM " + entity.table()));
  }

  private static String direction(Entity entity, String field) {
    return field.startsWith("-")
        ? entity.field(field.substring(1)).column() + " DESC"
        : entity.field(field).column() + " ASC";
  }

  private static void requireKey(Entity entity, Map<String, ?> fields) {
    for (String key : entity.key()) {
      if (fields.get(key) == null) {
        throw new IllegalArgumentException(entity.name() + "." + key + " is part of the key");
      }
    }
  }

  private Sql where(Entity entity, Map<String, ?> expected) {
    String separator = " WHERE ";
    for (Map.Entry<String, Object> entry : new TreeMap<String, Object>(expected).entrySet()) {
      text.append(separator);
      equal(entity.field(entry.getKey()), entry.getValue());
      separator = " AND ";
    }
    return this;
  }

  private Sql where(Entity entity, List<Condition> conditions) {
    text.append(" WHERE 1 = 1");
    for (Condition condition : conditions) {
      text.append(" AND ");
      condition(entity.field(condition.field()), condition);
    }
    return this;
  }

  private void condition(Field field, Condition condition) {
    switch (condition.comparison()) {
      case EQUAL -> equal(field, condition.value());
      case AT_MOST -> compared(field, " <= ?", condition.value());
      case AT_LEAST -> compared(field, " >= ?", condition.value());
      case IS_NULL -> text.append(field.column()).append(" IS NULL");
      case IS_NOT_NULL -> text.append(field.column()).append(" IS NOT NULL");
      case ANY_OF -> anyOf(field, (List<?>) condition.value());
    }
  }

  private void equal(Field field, Object value) {
    if (value == null) {
      text.append(field.column()).append(" IS NULL");
    } else if (FieldValue.canHold(field, value)) {
      compared(field, " = ?", value);
    } else {
      text.append(NEVER);
    }
  }

  private void anyOf(Field field, List<?> candidates) {
    List<?> possible =
        candidates.stream().filter(value -> FieldValue.canHold(field, value)).toList();
    if (possible.isEmpty()) {
      text.append(NEVER);
      return;
    }
    text.append(field.column()).append(" IN (");
    text.append("?, ".repeat(possible.size() - 1)).append("?)");
    possible.forEach(value -> stored(field, value));
  }

  private void compared(Field field, String operator, Object value) {
    if (field.type().kind() == FieldType.Kind.LONG_TEXT
        || field.type().kind() == FieldType.Kind.BYTES) {
      throw new IllegalArgumentException(field + " can't be compared");
    }
    text.append(field.column()).append(operator);
    stored(field, value);
  }

  private void stored(Field field, Object value) {
    FieldValue.check(field, value);
    values.add(new Bound(field, value));
  }
}
