import LinuxSystem

/// A throwaway certificate authority, made with openssl(1).
package enum TestAuthority {
  /// Writes `ca.pem`, and certificate and key of `good` (localhost), `expired` and `stranger`
  /// (another host's).
  package static func make(in folder: String) throws {
    func run(_ words: String) throws {
      _ = try TestProgram.output(
        of: "openssl", words.split(separator: " ").map(String.init),
        environment: ["PATH=/usr/bin:/bin", "HOME=" + folder])
    }
    let key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
    try run(
      "req -x509 \(key) -subj /CN=authority -days 30 -keyout \(folder)/ca.key -out \(folder)/ca.pem"
    )
    for (name, host, days) in [
      ("good", "localhost", 30), ("expired", "localhost", 0), ("stranger", "elsewhere", 30),
    ] {
      let base = folder + "/" + name
      try run("req \(key) -subj /CN=\(host) -keyout \(base).key -out \(base).csr")
      try Files.create(path: base + ".ext", Array("subjectAltName=DNS:\(host)\n".utf8))
      try run(
        "x509 -req -in \(base).csr -CA \(folder)/ca.pem -CAkey \(folder)/ca.key -CAcreateserial "
          + "-days \(days) -extfile \(base).ext -out \(base).pem")
    }
  }
}
