import ArgumentParser
import CallPolicy
import ClipStore
import Messages
import ObjectStorage

/// The store that `callreel doctor` looks at in the place of this workstation.
struct ReviewedStoreOption: ParsableArguments {
  @Option(help: "Look at this store only, as its administrator: a dir: or an s3: address.")
  var store: String?
  @Option(help: "Of a bucket: the file of its credentials, which nobody else can read.")
  var credentials: String?
  @Option(help: "Of a bucket: certificates that are trusted instead of the system's.")
  var ca: String?
  @Option(help: "Of a bucket: the proxy on the way to it.") var proxy: String?

  func validate() throws {
    guard store != nil || (credentials == nil && ca == nil && proxy == nil) else {
      throw ValidationError("--credentials, --ca and --proxy go with --store")
    }
  }

  var settings: StoreSettings? {
    store.map {
      StoreSettings($0, credentials: credentials, certificateAuthority: ca, proxy: proxy)
    }
  }
}

/// Whether a store keeps to what is promised of it, as far as it can be asked (N10, F12).
enum StoreReview {
  /// `clipDays`: how long the policy keeps clips.
  static func run(_ settings: StoreSettings, clipDays: Int) -> [DoctorFinding] {
    let review: BucketReview?
    do throws(StoreError) {
      review = try reviewBucket(settings)
    } catch {
      let words = error.words
      return [.error(.store, LocalizedText(words.sentence), LocalizedText(words.hint ?? ""))]
    }
    guard let review else { return [fine(.folder), fine(.unseen)] }
    return [
      creation(review.creation),
      told(review.versioning, .versioning) { versioning($0, review.lifecycle) },
      told(review.lock, .lock, lock),
      told(review.replicates, .replication) { $0 ? error(.replicates) : fine(.noReplication) },
      told(review.lifecycle, .lifecycle) { lifecycle($0, clipDays: clipDays) },
      fine(.unseen),
    ]
  }

  private static func creation(_ creation: BucketReview.Creation) -> DoctorFinding {
    switch creation {
    case .refused: fine(.refusesOthers)
    case .overwrites: warning(.overwrites)
    case .untried: warning(.untried)
    case .left(let name): error(.left(name))
    }
  }

  private static func versioning(
    _ versioning: BucketVersioning, _ lifecycle: BucketReview.Answer<BucketLifecycle>
  ) -> DoctorFinding {
    switch versioning {
    case .never: return fine(.noVersions)
    case .suspended: return warning(.oldVersions)
    case .on:
      guard case .told(let rules) = lifecycle, let days = rules.noncurrentDays else {
        return error(.versions(days: nil))
      }
      return warning(.versions(days: days))
    }
  }

  private static func lock(_ lock: BucketLock) -> DoctorFinding {
    switch lock {
    case .none: fine(.noLock)
    case .possible: warning(.lockPossible)
    case .each(let days): error(.locks(days: days))
    }
  }

  private static func lifecycle(_ rules: BucketLifecycle, clipDays: Int) -> DoctorFinding {
    if let days = rules.earliestDays, days < clipDays {
      return error(.clipsEarly(days: days, kept: clipDays))
    }
    guard let days = rules.latestDays else { return warning(.noRule) }
    let kept = Limits.accessLogDays
    return days < kept ? error(.recordsEarly(days: days, kept: kept)) : fine(.rule(days: days))
  }

  private static func told<Value>(
    _ answer: BucketReview.Answer<Value>, _ subject: StoreReviewSentence.Subject,
    _ judge: (Value) -> DoctorFinding
  ) -> DoctorFinding {
    switch answer {
    case .told(let value): judge(value)
    case .notAllowed: warning(.notAllowed(subject))
    case .unknown: fine(.unknown(subject))
    }
  }

  private static func fine(_ sentence: StoreReviewSentence) -> DoctorFinding {
    .fine(.store, LocalizedText { sentence.text(in: $0) })
  }

  private static func warning(_ sentence: StoreReviewSentence) -> DoctorFinding {
    .warning(.store, LocalizedText { sentence.text(in: $0) }, remedy(sentence))
  }

  private static func error(_ sentence: StoreReviewSentence) -> DoctorFinding {
    .error(.store, LocalizedText { sentence.text(in: $0) }, remedy(sentence))
  }

  private static func remedy(_ sentence: StoreReviewSentence) -> LocalizedText {
    LocalizedText { sentence.remedy(in: $0) ?? "" }
  }
}
