import java.nio.charset.StandardCharsets

/** A mail server on the loopback interface that keeps what it is handed, and refuses what begins with "refused". */
class SmtpStub implements Closeable {
  final List<String> mails = Collections.synchronizedList([])
  private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getByName('127.0.0.1'))
  private volatile boolean hangsUpAfterData = false
  private final Thread thread

  SmtpStub() {
    thread = Thread.startDaemon('smtp-stub') {
      while (!socket.closed) {
        try {
          serve(socket.accept())
        } catch (IOException over) {
          // The case is over, or the client hung up.
        }
      }
    }
  }

  int getPort() {
    return socket.localPort
  }

  void hangUpAfterData(boolean value) {
    hangsUpAfterData = value
  }

  @Override
  void close() {
    socket.close()
    // The port is free once nobody waits at it any more.
    thread.join(5_000)
  }

  private void serve(Socket client) {
    client.withCloseable {
      BufferedReader input = new BufferedReader(new InputStreamReader(client.inputStream, StandardCharsets.UTF_8))
      say(client, '220 stub')
      StringBuilder mail = null
      for (String line = input.readLine(); line != null; line = input.readLine()) {
        if (mail != null && line != '.') {
          mail.append(line).append('\n')
        } else if (mail != null) {
          if (hangsUpAfterData) {
            return
          }
          mails.add(mail.toString())
          mail = null
          say(client, '250 taken')
        } else if (line.startsWith('RCPT') && line.contains('<refused')) {
          say(client, '550 5.1.1 no such user')
        } else if (line.startsWith('DATA')) {
          mail = new StringBuilder()
          say(client, '354 go on')
        } else {
          say(client, line.startsWith('QUIT') ? '221 bye' : '250 fine')
        }
      }
    }
  }

  private static void say(Socket client, String line) {
    client.outputStream.write((line + '\r\n').getBytes(StandardCharsets.US_ASCII))
    client.outputStream.flush()
  }
}
