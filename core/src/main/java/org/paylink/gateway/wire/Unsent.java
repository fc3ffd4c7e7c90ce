package org.paylink.gateway.wire;

import java.net.ConnectException;
import java.net.MalformedURLException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;

/** Tells calls that never left from calls whose answer is lost. */
public final class Unsent {
  private static final int MOST_CAUSES = 10;

  /** Failures before the first byte of the request could leave. */
  private static final Set<Class<? extends Exception>> NOTHING_SENT =
      Set.of(
          ConnectException.class,
          HttpConnectTimeoutException.class,
          UnknownHostException.class,
          NoRouteToHostException.class,
          UnresolvedAddressException.class,
          SSLHandshakeException.class,
          MalformedURLException.class);

  private Unsent() {}

  /** Whether it is certain that nothing was sent. */
  public static boolean is(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(MOST_CAUSES)
        .anyMatch(cause -> NOTHING_SENT.stream().anyMatch(type -> type.isInstance(cause)));
  }
}
