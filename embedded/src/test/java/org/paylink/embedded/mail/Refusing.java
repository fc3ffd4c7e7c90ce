package org.paylink.embedded.mail;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A server that answers one command in its own way; with an empty answer it hangs up. */
public final class Refusing implements AutoCloseable {
  private final ServerSocket socket;
  private final String command;
  private final String answer;

  /**
   * Starts it.
   *
   * @param command what it refuses, such as RCPT
   * @param answer what it says then
   */
  public Refusing(String command, String answer) throws java.io.IOException {
    this.command = command;
    this.answer = answer;
    socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    Thread thread = new Thread(this::serve, "smtp-stub");
    thread.setDaemon(true);
    thread.start();
  }

  /** Where it listens. */
  public int port() {
    return socket.getLocalPort();
  }

  @Override
  public void close() throws java.io.IOException {
    socket.close();
  }

  private void serve() {
    try (Socket client = socket.accept();
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        Writer out =
            new java.io.OutputStreamWriter(client.getOutputStream(), StandardCharsets.US_ASCII)) {
      say(out, "220 stub");
      boolean data = false;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (data && !line.equals(".")) {
          continue;
        }
        if (line.startsWith(command)) {
          if (answer.isEmpty()) {
            return;
          }
          data = false;
          say(out, answer);
        } else if (line.startsWith("DATA")) {
          data = true;
          say(out, "354 go on");
        } else {
          data = false;
          say(out, line.startsWith("QUIT") ? "221 bye" : "250 fine");
        }
      }
    } catch (java.io.IOException e) {
      // The test is over, or the client hung up.
    }
  }

  private static void say(Writer out, String line) throws java.io.IOException {
    out.write(line + "\r\n");
    out.flush();
  }
}
