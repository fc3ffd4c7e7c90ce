package org.paylink.embedded;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.paylink.embedded.books.BooksLedger;
import org.paylink.embedded.books.SampleBooks;
import org.paylink.embedded.books.SampleData;
import org.paylink.embedded.books.SampleDirectory;
import org.paylink.embedded.http.User;
import org.paylink.embedded.jdbc.Database;
import org.paylink.embedded.jdbc.EntityModel;
import org.paylink.embedded.jdbc.JdbcRecords;
import org.paylink.embedded.mail.HostMailer;
import org.paylink.gateway.Secret;
import org.paylink.host.GatewayAccounts;
import org.paylink.host.Host;
import org.paylink.host.Identifiers;
import org.paylink.host.Mailer;
import org.paylink.host.Settings;
import org.paylink.host.TokenKeys;

/**
 * A small host for trial and tests: a database with Paylink's tables and sample books. Closing it
 * closes the database.
 */
public final class EmbeddedHost implements AutoCloseable {
  private final Database database;
  private final Host host;
  private final SampleBooks books;

  private EmbeddedHost(Database database, Host host, SampleBooks books) {
    this.database = database;
    this.host = host;
    this.books = books;
  }

  /**
   * Everything a host consists of but the database.
   *
   * @param settings what admins set
   * @param accounts gateway accounts
   * @param tokenKeys keys for tokens
   * @param identifiers new primary keys
   * @param clock the time
   * @param mailer hands over mails
   */
  public record Parts(
      Settings settings,
      GatewayAccounts accounts,
      TokenKeys tokenKeys,
      Identifiers identifiers,
      InstantSource clock,
      Mailer mailer) {

    /** Settings and accounts of one configuration, random ids, the system's clock. */
    public static Parts of(Configuration configuration, TokenKeys tokenKeys) {
      return of(configuration, tokenKeys, new EmbeddedSettings(configuration));
    }

    /** The same, which keeps what an admin sets in the data folder. */
    public static Parts of(Configuration configuration, TokenKeys tokenKeys, Path dataFolder) {
      return of(configuration, tokenKeys, new EmbeddedSettings(configuration, dataFolder));
    }

    private static Parts of(
        Configuration configuration, TokenKeys tokenKeys, EmbeddedSettings settings) {
      return new Parts(
          settings,
          new EmbeddedAccounts(configuration),
          tokenKeys,
          EmbeddedIdentifiers.random(),
          InstantSource.system(),
          new HostMailer(configuration, InstantSource.system()));
    }
  }

  /**
   * Opens the database of the configuration ({@code database.url}, {@code database.user}, {@code
   * database.password}), or Derby in the data folder when none is named.
   *
   * @throws org.paylink.problem.PaylinkException DATABASE_UNAVAILABLE when it can't be reached
   */
  public static EmbeddedHost open(Configuration configuration, Path dataFolder, Parts parts) {
    String url =
        configuration
            .get("database.url")
            .orElse("jdbc:derby:" + dataFolder.resolve("database") + ";create=true");
    return open(
        Database.open(
            url,
            configuration.get("database.user"),
            configuration.get("database.password").map(Secret::of)),
        parts);
  }

  /** A Derby database in memory, empty unless one of that name is open in this process. */
  public static EmbeddedHost inMemory(String name, Parts parts) {
    String url = "jdbc:derby:memory:" + name + ";create=true";
    return open(Database.open(url, Optional.empty(), Optional.empty()), parts);
  }

  /** Works in the database, which it closes at its end. */
  public static EmbeddedHost open(Database database, Parts parts) {
    try {
      EntityModel model = EntityModel.ofPaylink().and(BooksLedger.model());
      Host host =
          new Host(
              JdbcRecords.open(database.dataSource(), model),
              new BooksLedger(parts.identifiers(), parts.clock()),
              parts.accounts(),
              parts.settings(),
              parts.tokenKeys(),
              parts.identifiers(),
              new EmbeddedTasks(
                  parts.identifiers(), parts.clock(), login -> User.of(login).map(User::actor)),
              parts.clock(),
              new SampleDirectory(),
              parts.mailer());
      return new EmbeddedHost(database, host, new SampleBooks(parts.identifiers(), parts.clock()));
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** What core works with. */
  public Host host() {
    return host;
  }

  /** What people do with documents and books apart from links. */
  public SampleBooks books() {
    return books;
  }

  /**
   * Loads the sample parties and documents unless they are there.
   *
   * @return whether they were loaded now
   */
  public boolean loadSampleData() {
    return SampleData.load(host.records(), books);
  }

  @Override
  public void close() {
    database.close();
  }
}
