package org.paylink.embedded.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.paylink.embedded.jdbc.EntityModel.Entity;
import org.paylink.embedded.jdbc.EntityModel.Field;
import org.paylink.embedded.jdbc.EntityModel.Index;

/** Makes the tables that are missing and adds the columns that are; drops nothing. */
final class Schema {
  private final Dialect dialect;
  private final Statement statement;

  private Schema(Dialect dialect, Statement statement) {
    this.dialect = dialect;
    this.statement = statement;
  }

  /** Brings the database to the model. Safe to repeat and to be done by two processes at once. */
  static void create(DataSource dataSource, EntityModel model) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(true);
      try (Statement statement = connection.createStatement()) {
        Schema schema = new Schema(Dialect.of(connection), statement);
        for (Entity entity : model.entities()) {
          schema.bring(entity);
        }
      } finally {
        connection.setAutoCommit(autoCommit);
      }
    }
  }

  private void bring(Entity entity) throws SQLException {
    Optional<Set<String>> columns = columns(entity);
    if (columns.isEmpty()) {
      createTable(entity);
      return;
    }
    for (Field field : entity.fields()) {
      if (!columns.get().contains(field.column())) {
        statement.execute(
            "ALTER TABLE " + entity.table() + " ADD COLUMN " + definition(entity, field));
      }
    }
  }

  private void createTable(Entity entity) throws SQLException {
    try {
      statement.execute(tableDefinition(entity));
    } catch (SQLException e) {
      if (columns(entity).isEmpty()) {
        throw e;
      }
      // Another process made it in the same moment, and makes its indexes as well.
      return;
    }
    for (Index index : entity.indexes()) {
      statement.execute(indexDefinition(entity, index));
    }
  }

  private String tableDefinition(Entity entity) {
    List<String> key = entity.keyFields().stream().map(Field::column).toList();
    return Stream.concat(
            entity.fields().stream().map(field -> definition(entity, field)),
            Stream.of("PRIMARY KEY (" + String.join(", ", key) + ")"))
        .collect(Collectors.joining(", ", "CREATE TABLE " + entity.table() + " (", ")"));
  }

  private String definition(Entity entity, Field field) {
    String notNull = entity.key().contains(field.name()) ? " NOT NULL" : "";
    return field.column() + " " + dialect.column(field.type()) + notNull;
  }

  private static String indexDefinition(Entity entity, Index index) {
    return index.fields().stream()
        .map(name -> entity.field(name).column())
        .collect(
            Collectors.joining(
                ", ", "CREATE INDEX " + index.name() + " ON " + entity.table() + " (", ")"));
  }

  /** The columns there are, in lower case; absent when the table is not there. */
  private Optional<Set<String>> columns(Entity entity) throws SQLException {
    Connection connection = statement.getConnection();
    DatabaseMetaData metaData = connection.getMetaData();
    String table =
        metaData.storesUpperCaseIdentifiers()
            ? entity.table().toUpperCase(Locale.ROOT)
            : entity.table();
    Set<String> columns = new HashSet<>();
    try (ResultSet found = metaData.getColumns(null, connection.getSchema(), table, null)) {
      while (found.next()) {
        // An underscore in the name asked for matches any character.
        if (found.getString("TABLE_NAME").equals(table)) {
          columns.add(found.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
        }
      }
    }
    return columns.isEmpty() ? Optional.empty() : Optional.of(columns);
  }
}
