package org.paylink.embedded.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.embedded.jdbc.EntityModel.Entity;
import org.paylink.embedded.jdbc.EntityModel.Field;
import org.paylink.records.ConflictException;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/** One transaction on one connection. Used by one thread; of no use once it has ended. */
final class JdbcUnit implements Unit {
  private final Connection connection;
  private final EntityModel model;
  private final Failures failures;
  private ConflictException conflict;
  private boolean ended;

  JdbcUnit(Connection connection, EntityModel model, Failures failures) {
    this.connection = connection;
    this.model = model;
    this.failures = failures;
  }

  /** The conflict that was met, if one was: nothing may be committed then. */
  Optional<ConflictException> conflict() {
    return Optional.ofNullable(conflict);
  }

  /** Refuses everything from now on. */
  void end() {
    ended = true;
  }

  @Override
  public Optional<Row> find(String entityName, Map<String, ?> key) {
    Entity entity = model.entity(entityName);
    return query(entity, entity.fields(), Sql.find(entity, key)).stream().findFirst();
  }

  @Override
  public List<Row> list(Query query) {
    Entity entity = model.entity(query.entity());
    return query(entity, Sql.fields(entity, query), Sql.list(entity, query));
  }

  @Override
  public List<Row> totals(Query query, String groupBy, List<String> sums) {
    Entity entity = model.entity(query.entity());
    return execute(
        Sql.totals(entity, query, groupBy, sums),
        statement -> {
          try (ResultSet results = statement.executeQuery()) {
            List<Row> rows = new ArrayList<>();
            while (results.next()) {
              rows.add(total(entity, results, groupBy, sums));
            }
            return rows;
          }
        });
  }

  private static Row total(Entity entity, ResultSet results, String groupBy, List<String> sums)
      throws SQLException {
    Map<String, Object> fields = new HashMap<>();
    fields.put(groupBy, FieldValue.read(results, 1, entity.field(groupBy)));
    int position = 1;
    for (String sum : sums) {
      fields.put(sum, FieldValue.read(results, ++position, entity.field(sum)));
    }
    fields.put("count", results.getLong(++position));
    return new Row(entity.name(), fields);
  }

  @Override
  public void insert(String entityName, Map<String, ?> fields) {
    change(Sql.insert(model.entity(entityName), fields));
  }

  @Override
  public int update(String entityName, Map<String, ?> expected, Map<String, ?> changes) {
    return change(Sql.update(model.entity(entityName), expected, changes));
  }

  @Override
  public long count(Query query) {
    return execute(
        Sql.count(model.entity(query.entity()), query),
        statement -> {
          try (ResultSet results = statement.executeQuery()) {
            results.next();
            return results.getLong(1);
          }
        });
  }

  @Override
  public int delete(String entityName, Map<String, ?> expected) {
    return change(Sql.delete(model.entity(entityName), expected));
  }

  @Override
  public boolean lock(String entityName, Map<String, ?> key) {
    return change(Sql.lock(model.entity(entityName), key)) == 1;
  }

  private List<Row> query(Entity entity, List<Field> fields, Sql sql) {
    return execute(
        sql,
        statement -> {
          try (ResultSet results = statement.executeQuery()) {
            List<Row> rows = new ArrayList<>();
            while (results.next()) {
              rows.add(row(entity, fields, results));
            }
            return rows;
          }
        });
  }

  private int change(Sql sql) {
    return execute(sql, PreparedStatement::executeUpdate);
  }

  private <T> T execute(Sql sql, Execution<T> execution) {
    if (ended) {
      throw new IllegalStateException("the unit has ended");
    }
    if (conflict != null) {
      throw conflict;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
      int position = 0;
      for (Sql.Bound bound : sql.values()) {
        FieldValue.bind(statement, ++position, bound.field(), bound.value());
      }
      return execution.of(statement);
    } catch (SQLException e) {
      RuntimeException failure = failures.of(e);
      if (failure instanceof ConflictException met) {
        conflict = met;
      }
      throw failure;
    }
  }

  private static Row row(Entity entity, List<Field> fields, ResultSet results) throws SQLException {
    Map<String, Object> values = new HashMap<>();
    int position = 0;
    for (Field field : fields) {
      values.put(field.name(), FieldValue.read(results, ++position, field));
    }
    return new Row(entity.name(), values);
  }

  /** What is done with a statement whose values are bound. */
  private interface Execution<T> {
    T of(PreparedStatement statement) throws SQLException;
  }
}
