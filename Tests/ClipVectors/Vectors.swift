/// All vectors, one failure each; the name of each is that of the function that makes it.
package enum Vectors {
  package static let all = [
    OkVectors.all,
    NameVectors.all,
    MissingVectors.all,
    EncodingVectors.all,
    EncodingAddedVectors.all,
    VersionVectors.all,
    LimitsVectors.all,
    SignatureVectors.all,
    BindingVectors.all,
    ChainVectors.all,
    ContinuityVectors.all,
    HashVectors.all,
    ExpiryVectors.all,
    ClosingVectors.all,
    CommitmentVectors.all,
    DecryptionVectors.all,
    ManifestVectors.all,
    PaddingVectors.all,
    WorkstationVectors.all,
    OrderVectors.all,
    ErasedVectors.all,
    StatementVectors.all,
    FilmVectors.all,
    FilmBoxVectors.all,
  ].flatMap { $0 }
}
