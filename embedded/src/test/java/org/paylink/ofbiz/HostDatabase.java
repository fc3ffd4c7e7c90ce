package org.paylink.ofbiz;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The database of a host that is stopped, as the demo host's user. */
record HostDatabase(Connection connection) implements AutoCloseable {

  /** Opens it by its JDBC address. */
  static HostDatabase open(String address) throws SQLException {
    return new HostDatabase(DriverManager.getConnection(address, "ofbiz", "ofbiz"));
  }

  /** The rows of a query, as texts. */
  List<List<String>> rows(String sql, String... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (ResultSet result = statement.executeQuery()) {
        List<List<String>> rows = new ArrayList<>();
        while (result.next()) {
          List<String> row = new ArrayList<>();
          for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
            row.add(result.getString(column));
          }
          rows.add(row);
        }
        return rows;
      }
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
