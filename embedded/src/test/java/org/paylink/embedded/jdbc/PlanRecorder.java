package org.paylink.embedded.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * A data source that keeps the database's own plan of every query that is run through it while it
 * records: PostgreSQL's EXPLAIN of the statement with its values, Derby's statistics of the run.
 */
public final class PlanRecorder {
  private final DataSource target;
  private final boolean derby;
  private final List<String> plans = new ArrayList<>();
  private boolean recording;

  /** For a pool. */
  public PlanRecorder(DataSource target) throws SQLException {
    this.target = target;
    try (Connection connection = target.getConnection()) {
      derby = Dialect.of(connection) == Dialect.DERBY;
    }
  }

  /** The plans of the queries that the work runs. */
  public List<String> during(Runnable work) {
    plans.clear();
    recording = true;
    try {
      work.run();
    } finally {
      recording = false;
    }
    return List.copyOf(plans);
  }

  /** The pool, observed. */
  public DataSource dataSource() {
    return proxy(
        DataSource.class,
        (proxy, method, arguments) -> {
          Object answer = call(target, method, arguments);
          return answer instanceof Connection connection && recording
              ? observed(connection)
              : answer;
        });
  }

  private Connection observed(Connection connection) throws SQLException {
    if (derby) {
      execute(connection, "CALL SYSCS_UTIL.SYSCS_SET_RUNTIMESTATISTICS(1)");
    }
    return proxy(
        Connection.class,
        (proxy, method, arguments) -> {
          Object answer = call(connection, method, arguments);
          return answer instanceof PreparedStatement statement
                  && ((String) arguments[0]).startsWith("SELECT")
              ? observed(connection, statement, (String) arguments[0])
              : answer;
        });
  }

  private PreparedStatement observed(
      Connection connection, PreparedStatement statement, String sql) {
    List<Object[]> bound = new ArrayList<>();
    List<Method> setters = new ArrayList<>();
    return proxy(
        PreparedStatement.class,
        (proxy, method, arguments) -> {
          if (method.getName().startsWith("set") && arguments.length > 1) {
            setters.add(method);
            bound.add(arguments);
          }
          if (method.getName().equals("executeQuery") && !derby) {
            plans.add(explained(connection, sql, setters, bound));
          }
          Object answer = call(statement, method, arguments);
          if (method.getName().equals("close") && derby) {
            plans.add(sql + "\n" + statistics(connection));
          }
          return answer;
        });
  }

  private static String explained(
      Connection connection, String sql, List<Method> setters, List<Object[]> bound)
      throws Throwable {
    try (PreparedStatement explain = connection.prepareStatement("EXPLAIN " + sql)) {
      for (int i = 0; i < setters.size(); i++) {
        call(explain, setters.get(i), bound.get(i));
      }
      return sql + "\n" + lines(explain.executeQuery());
    }
  }

  private static String statistics(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return lines(statement.executeQuery("VALUES SYSCS_UTIL.SYSCS_GET_RUNTIMESTATISTICS()"));
    }
  }

  private static String lines(ResultSet results) throws SQLException {
    StringBuilder lines = new StringBuilder();
    while (results.next()) {
      lines.append(results.getString(1)).append("\n");
    }
    return lines.toString();
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            PlanRecorder.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
