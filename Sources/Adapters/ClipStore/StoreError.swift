package import ObjectStorage

/// What a store can refuse.
package enum StoreError: Error, Equatable, Sendable {
  /// The address is of no known form, or wrong in this.
  case address(AddressFault)
  /// The store's folder or endpoint is not there, or went away in the middle.
  case unreachable
  /// The endpoint wants to be left alone: for so many seconds, where it says so.
  case busy(seconds: Int?)
  case missing
  /// A folder, a link or a special file lies under the object's name.
  case notAFile
  /// Another object has that name.
  case taken
  /// An object of that name is there, and this side may not see which.
  case unknownThere
  case full
  case notAllowed
  /// The endpoint knows no such bucket.
  case noBucket
  /// The endpoint's certificate is not trusted.
  case untrusted
  /// The endpoint's certificate is past its day.
  case expiredCertificate
  /// The file of a certificate or its key cannot be used.
  case certificateFile
  /// The endpoint sends to another address, which is never followed.
  case redirected
  /// The endpoint answers with what is no answer of S3, or with too much of it.
  case malformed
  /// What arrived at the endpoint is not what was sent.
  case altered
  case credentials(CredentialsFault)
  /// The object that was to be kept cannot be read here; `errno`.
  case source(code: Int32)
  /// The object that was to be kept is not what was noted of it when it was made.
  case changed
  /// Any other failure, as `errno`.
  case failed(code: Int32)
  /// Any other answer of the endpoint.
  case refused(status: Int)
}

/// What is wrong with the file of the credentials.
package enum CredentialsFault: Error, Equatable, Sendable {
  /// S3 needs them.
  case notGiven
  case missing
  /// Others than its owner can read it, or it is not this person's or root's.
  case exposed
  case unreadable
  /// A line is not `NAME = VALUE`, or its name is none that is known.
  case line(Int)
  /// It lacks this name.
  case lacks(String)
}
