package org.paylink.ofbiz

import groovy.transform.CompileStatic

/**
 * Whether our package is the one for this host's line: hosts with Tomcat 10 know servlets as jakarta.servlet, those
 * with Tomcat 9 as javax.servlet. With the other one the host's screens work, but the public pages never start.
 */
@CompileStatic
final class HostLine {
  private static final String SERVLET = 'org.paylink.web.PublicServlet'
  private static final String TOMCAT = 'org.apache.catalina.connector.Request'

  private HostLine() {
  }

  /** What is wrong, as facts for PaylinkSetup_WrongLine; empty when package and host fit. */
  static Map<String, String> mismatch() {
    ClassLoader loader = HostLine.classLoader
    try {
      List<String> host = Class.forName(TOMCAT, false, loader).interfaces*.name
      return mismatch(Class.forName(SERVLET, false, loader).superclass.name, host)
    } catch (NoClassDefFoundError missing) {
      return mismatch(String.valueOf(missing.message).replace('/', '.'),
          Class.forName(TOMCAT, false, loader).interfaces*.name)
    }
  }

  /**
   * @param ours the class our servlet extends
   * @param host what the host's requests implement
   */
  static Map<String, String> mismatch(String ours, List<String> host) {
    String mine = lineOf(ours)
    return host.any { String type -> lineOf(type) == mine } ? [:] as Map<String, String> :
      [has: mine, needed: mine == 'jakarta' ? 'javax' : 'jakarta'] as Map<String, String>
  }

  private static String lineOf(String type) {
    return type.substring(0, Math.max(0, type.indexOf('.')))
  }
}
