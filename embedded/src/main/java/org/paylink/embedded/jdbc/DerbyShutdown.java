package org.paylink.embedded.jdbc;

import java.sql.DriverManager;
import java.sql.SQLException;

/** Ends one Derby database of this process. */
final class DerbyShutdown {
  private DerbyShutdown() {}

  /** Shuts the database down; one in memory is dropped. */
  static void of(String url) {
    String database = url.contains(";") ? url.substring(0, url.indexOf(';')) : url;
    String end = database.startsWith("jdbc:derby:memory:") ? ";drop=true" : ";shutdown=true";
    try {
      DriverManager.getConnection(database + end).close();
    } catch (SQLException ended) {
      // Derby says that it has done so, or that it was not running, by an exception; see
      // https://db.apache.org/derby/docs/10.16/devguide/tdevdvlp20349.html
    }
  }
}
