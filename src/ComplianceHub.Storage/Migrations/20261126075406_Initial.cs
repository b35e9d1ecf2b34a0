using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ComplianceHub.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AuditEntries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Actor = table.Column<string>(type: "TEXT", nullable: false),
                    Action = table.Column<string>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", nullable: false),
                    Before = table.Column<string>(type: "TEXT", nullable: true),
                    After = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditEntries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Blobs",
                columns: table => new
                {
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    MediaType = table.Column<string>(type: "TEXT", nullable: true),
                    Size = table.Column<int>(type: "INTEGER", nullable: false),
                    Content = table.Column<byte[]>(type: "BLOB", nullable: false),
                    StoredAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Blobs", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "Connections",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Location = table.Column<string>(type: "TEXT", nullable: false),
                    HostAlias = table.Column<string>(type: "TEXT", nullable: true),
                    UserName = table.Column<string>(type: "TEXT", nullable: true),
                    ProtectedSecret = table.Column<byte[]>(type: "BLOB", nullable: true),
                    WithHistory = table.Column<int>(type: "INTEGER", nullable: false),
                    IsInternal = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Connections", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ImageRepositories",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ConnectionId = table.Column<int>(type: "INTEGER", nullable: false),
                    Registry = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    LastSeenRunId = table.Column<int>(type: "INTEGER", nullable: false),
                    FirstSeenAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    LastSeenAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    MissedSweeps = table.Column<int>(type: "INTEGER", nullable: false),
                    GoneAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImageRepositories", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PolicyDrafts",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    BasedOn = table.Column<int>(type: "INTEGER", nullable: false),
                    Json = table.Column<string>(type: "TEXT", nullable: false),
                    Author = table.Column<string>(type: "TEXT", nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PolicyDrafts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PolicyVersions",
                columns: table => new
                {
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Json = table.Column<string>(type: "TEXT", nullable: false),
                    Author = table.Column<string>(type: "TEXT", nullable: false),
                    Note = table.Column<string>(type: "TEXT", nullable: true),
                    PublishedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EnforcedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PolicyVersions", x => x.Version);
                });

            migrationBuilder.CreateTable(
                name: "Repositories",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ConnectionId = table.Column<int>(type: "INTEGER", nullable: false),
                    Host = table.Column<string>(type: "TEXT", nullable: false),
                    ExternalId = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    CloneUrl = table.Column<string>(type: "TEXT", nullable: false),
                    WebUrl = table.Column<string>(type: "TEXT", nullable: true),
                    DefaultBranch = table.Column<string>(type: "TEXT", nullable: false),
                    IsArchived = table.Column<int>(type: "INTEGER", nullable: false),
                    IsFork = table.Column<int>(type: "INTEGER", nullable: false),
                    HeadCommit = table.Column<string>(type: "TEXT", nullable: true),
                    HeadCommittedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    HistoryThrough = table.Column<string>(type: "TEXT", nullable: true),
                    LastSeenRunId = table.Column<int>(type: "INTEGER", nullable: false),
                    FirstSeenAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    LastSeenAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    MissedSweeps = table.Column<int>(type: "INTEGER", nullable: false),
                    GoneAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Repositories", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Settings",
                columns: table => new
                {
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Value = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Settings", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "ShellCheckAnswers",
                columns: table => new
                {
                    BlobSha = table.Column<string>(type: "TEXT", nullable: false),
                    Stamp = table.Column<string>(type: "TEXT", nullable: false),
                    Content = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ShellCheckAnswers", x => x.BlobSha);
                });

            migrationBuilder.CreateTable(
                name: "Teams",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Slug = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Target = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Teams", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CrawlRuns",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ConnectionId = table.Column<int>(type: "INTEGER", nullable: false),
                    FirstRunId = table.Column<int>(type: "INTEGER", nullable: true),
                    Cursor = table.Column<string>(type: "TEXT", nullable: true),
                    PageSize = table.Column<int>(type: "INTEGER", nullable: true),
                    StartedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Outcome = table.Column<int>(type: "INTEGER", nullable: true),
                    Read = table.Column<int>(type: "INTEGER", nullable: false),
                    Total = table.Column<int>(type: "INTEGER", nullable: true),
                    New = table.Column<int>(type: "INTEGER", nullable: false),
                    Changed = table.Column<int>(type: "INTEGER", nullable: false),
                    Unchanged = table.Column<int>(type: "INTEGER", nullable: false),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false),
                    Message = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CrawlRuns", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CrawlRuns_Connections_ConnectionId",
                        column: x => x.ConnectionId,
                        principalTable: "Connections",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ImageLinks",
                columns: table => new
                {
                    ImageRepositoryId = table.Column<int>(type: "INTEGER", nullable: false),
                    ImageId = table.Column<long>(type: "INTEGER", nullable: false),
                    Method = table.Column<string>(type: "TEXT", nullable: false),
                    Confidence = table.Column<int>(type: "INTEGER", nullable: false),
                    Evidence = table.Column<string>(type: "TEXT", nullable: false),
                    LinkedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImageLinks", x => x.ImageRepositoryId);
                    table.ForeignKey(
                        name: "FK_ImageLinks_ImageRepositories_ImageRepositoryId",
                        column: x => x.ImageRepositoryId,
                        principalTable: "ImageRepositories",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "TagObservations",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ImageRepositoryId = table.Column<int>(type: "INTEGER", nullable: false),
                    Tag = table.Column<string>(type: "TEXT", nullable: false),
                    Digest = table.Column<string>(type: "TEXT", nullable: false),
                    PushedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    From = table.Column<DateTime>(type: "TEXT", nullable: false),
                    To = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TagObservations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_TagObservations_ImageRepositories_ImageRepositoryId",
                        column: x => x.ImageRepositoryId,
                        principalTable: "ImageRepositories",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "DockerfileSources",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RepositoryId = table.Column<int>(type: "INTEGER", nullable: false),
                    Path = table.Column<string>(type: "TEXT", nullable: false),
                    BlobSha = table.Column<string>(type: "TEXT", nullable: false),
                    Commit = table.Column<string>(type: "TEXT", nullable: true),
                    FirstSeenAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    GoneAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DockerfileSources", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DockerfileSources_Repositories_RepositoryId",
                        column: x => x.RepositoryId,
                        principalTable: "Repositories",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "RepositoryFiles",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RepositoryId = table.Column<int>(type: "INTEGER", nullable: false),
                    Path = table.Column<string>(type: "TEXT", nullable: false),
                    BlobSha = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    DefinitionsReadFrom = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RepositoryFiles", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RepositoryFiles_Repositories_RepositoryId",
                        column: x => x.RepositoryId,
                        principalTable: "Repositories",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Usages",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RepositoryId = table.Column<int>(type: "INTEGER", nullable: false),
                    Path = table.Column<string>(type: "TEXT", nullable: false),
                    Reference = table.Column<string>(type: "TEXT", nullable: false),
                    ImageRepository = table.Column<string>(type: "TEXT", nullable: false),
                    Place = table.Column<string>(type: "TEXT", nullable: false),
                    Line = table.Column<int>(type: "INTEGER", nullable: false),
                    From = table.Column<DateTime>(type: "TEXT", nullable: false),
                    To = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Usages", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Usages_Repositories_RepositoryId",
                        column: x => x.RepositoryId,
                        principalTable: "Repositories",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CrawlFailures",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RunId = table.Column<int>(type: "INTEGER", nullable: false),
                    Item = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Message = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CrawlFailures", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CrawlFailures_CrawlRuns_RunId",
                        column: x => x.RunId,
                        principalTable: "CrawlRuns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "BuildTargets",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    SourceId = table.Column<int>(type: "INTEGER", nullable: false),
                    Target = table.Column<string>(type: "TEXT", nullable: true),
                    Variant = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BuildTargets", x => x.Id);
                    table.ForeignKey(
                        name: "FK_BuildTargets_DockerfileSources_SourceId",
                        column: x => x.SourceId,
                        principalTable: "DockerfileSources",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "DockerfileVersions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    SourceId = table.Column<int>(type: "INTEGER", nullable: false),
                    Path = table.Column<string>(type: "TEXT", nullable: false),
                    BlobSha = table.Column<string>(type: "TEXT", nullable: false),
                    Commit = table.Column<string>(type: "TEXT", nullable: true),
                    From = table.Column<DateTime>(type: "TEXT", nullable: false),
                    To = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DockerfileVersions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DockerfileVersions_DockerfileSources_SourceId",
                        column: x => x.SourceId,
                        principalTable: "DockerfileSources",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "BuildDefinitions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RepositoryId = table.Column<int>(type: "INTEGER", nullable: false),
                    Path = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Line = table.Column<int>(type: "INTEGER", nullable: false),
                    Dockerfile = table.Column<string>(type: "TEXT", nullable: false),
                    Target = table.Column<string>(type: "TEXT", nullable: false),
                    ImageRepository = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<DateTime>(type: "TEXT", nullable: false),
                    To = table.Column<DateTime>(type: "TEXT", nullable: true),
                    BuildTargetId = table.Column<int>(type: "INTEGER", nullable: true),
                    ResolvedFrom = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BuildDefinitions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_BuildDefinitions_BuildTargets_BuildTargetId",
                        column: x => x.BuildTargetId,
                        principalTable: "BuildTargets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "FK_BuildDefinitions_Repositories_RepositoryId",
                        column: x => x.RepositoryId,
                        principalTable: "Repositories",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Images",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    BuildTargetId = table.Column<int>(type: "INTEGER", nullable: true),
                    OriginBuildTargetId = table.Column<int>(type: "INTEGER", nullable: true),
                    OriginImageRepositoryId = table.Column<int>(type: "INTEGER", nullable: true),
                    MergedIntoId = table.Column<long>(type: "INTEGER", nullable: true),
                    TeamId = table.Column<int>(type: "INTEGER", nullable: true),
                    OwnerSource = table.Column<string>(type: "TEXT", nullable: true),
                    OwnerEvidence = table.Column<string>(type: "TEXT", nullable: true),
                    Scope = table.Column<int>(type: "INTEGER", nullable: false),
                    ScopeReason = table.Column<string>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    GoneAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    IsLive = table.Column<int>(type: "INTEGER", nullable: false),
                    Counts = table.Column<int>(type: "INTEGER", nullable: false),
                    Score = table.Column<int>(type: "INTEGER", nullable: true),
                    RawScore = table.Column<int>(type: "INTEGER", nullable: true),
                    Letter = table.Column<int>(type: "INTEGER", nullable: false),
                    UnheldLetter = table.Column<int>(type: "INTEGER", nullable: false),
                    HeldBecause = table.Column<string>(type: "TEXT", nullable: true),
                    Coverage = table.Column<int>(type: "INTEGER", nullable: false),
                    Evidence = table.Column<int>(type: "INTEGER", nullable: false),
                    DeclaredScore = table.Column<int>(type: "INTEGER", nullable: true),
                    Critical = table.Column<int>(type: "INTEGER", nullable: false),
                    High = table.Column<int>(type: "INTEGER", nullable: false),
                    Medium = table.Column<int>(type: "INTEGER", nullable: false),
                    Low = table.Column<int>(type: "INTEGER", nullable: false),
                    OpenFindings = table.Column<int>(type: "INTEGER", nullable: false),
                    PointsLost = table.Column<int>(type: "INTEGER", nullable: false),
                    BaseImage = table.Column<string>(type: "TEXT", nullable: true),
                    Drift = table.Column<string>(type: "TEXT", nullable: true),
                    Tag = table.Column<string>(type: "TEXT", nullable: true),
                    Digest = table.Column<string>(type: "TEXT", nullable: true),
                    ShippedFrom = table.Column<string>(type: "TEXT", nullable: true),
                    CompressedSize = table.Column<long>(type: "INTEGER", nullable: true),
                    GradedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Change30 = table.Column<int>(type: "INTEGER", nullable: true),
                    GradeEndsAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    GradedInputs = table.Column<string>(type: "TEXT", nullable: true),
                    GradedFacts = table.Column<string>(type: "TEXT", nullable: true),
                    FirstGradedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    DrawnHistory = table.Column<string>(type: "TEXT", nullable: true),
                    BasesReadFrom = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Images", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Images_BuildTargets_BuildTargetId",
                        column: x => x.BuildTargetId,
                        principalTable: "BuildTargets",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Images_Teams_TeamId",
                        column: x => x.TeamId,
                        principalTable: "Teams",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "CriterionIntervals",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ImageId = table.Column<long>(type: "INTEGER", nullable: false),
                    Criterion = table.Column<string>(type: "TEXT", nullable: false),
                    Penalty = table.Column<int>(type: "INTEGER", nullable: false),
                    Judged = table.Column<int>(type: "INTEGER", nullable: false),
                    Counts = table.Column<int>(type: "INTEGER", nullable: false),
                    TeamId = table.Column<int>(type: "INTEGER", nullable: true),
                    From = table.Column<DateTime>(type: "TEXT", nullable: false),
                    To = table.Column<DateTime>(type: "TEXT", nullable: true),
                    FromDay = table.Column<int>(type: "INTEGER", nullable: false),
                    ToDay = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CriterionIntervals", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CriterionIntervals_Images_ImageId",
                        column: x => x.ImageId,
                        principalTable: "Images",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "FindingIntervals",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    FindingId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Fingerprint = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ImageId = table.Column<long>(type: "INTEGER", nullable: false),
                    Rule = table.Column<string>(type: "TEXT", nullable: false),
                    Criterion = table.Column<string>(type: "TEXT", nullable: false),
                    Severity = table.Column<int>(type: "INTEGER", nullable: false),
                    Status = table.Column<int>(type: "INTEGER", nullable: false),
                    Points = table.Column<int>(type: "INTEGER", nullable: false),
                    RawPoints = table.Column<int>(type: "INTEGER", nullable: false),
                    Gain = table.Column<int>(type: "INTEGER", nullable: false),
                    Line = table.Column<int>(type: "INTEGER", nullable: true),
                    EndLine = table.Column<int>(type: "INTEGER", nullable: true),
                    Message = table.Column<string>(type: "TEXT", nullable: false),
                    Remediation = table.Column<string>(type: "TEXT", nullable: true),
                    Target = table.Column<string>(type: "TEXT", nullable: false),
                    Platforms = table.Column<string>(type: "TEXT", nullable: false),
                    Evidence = table.Column<int>(type: "INTEGER", nullable: false),
                    SecretKind = table.Column<string>(type: "TEXT", nullable: true),
                    SecretHash = table.Column<byte[]>(type: "BLOB", nullable: true),
                    WaiverId = table.Column<string>(type: "TEXT", nullable: true),
                    WaiverReason = table.Column<string>(type: "TEXT", nullable: true),
                    WaiverApprover = table.Column<string>(type: "TEXT", nullable: true),
                    WaiverEndsAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    From = table.Column<DateTime>(type: "TEXT", nullable: false),
                    To = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Returned = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FindingIntervals", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FindingIntervals_Images_ImageId",
                        column: x => x.ImageId,
                        principalTable: "Images",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "GradeIntervals",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ImageId = table.Column<long>(type: "INTEGER", nullable: false),
                    From = table.Column<DateTime>(type: "TEXT", nullable: false),
                    To = table.Column<DateTime>(type: "TEXT", nullable: true),
                    FromDay = table.Column<int>(type: "INTEGER", nullable: false),
                    ToDay = table.Column<int>(type: "INTEGER", nullable: true),
                    Score = table.Column<int>(type: "INTEGER", nullable: false),
                    RawScore = table.Column<int>(type: "INTEGER", nullable: false),
                    DeclaredScore = table.Column<int>(type: "INTEGER", nullable: true),
                    Letter = table.Column<int>(type: "INTEGER", nullable: false),
                    Coverage = table.Column<int>(type: "INTEGER", nullable: false),
                    Evidence = table.Column<int>(type: "INTEGER", nullable: false),
                    Counts = table.Column<int>(type: "INTEGER", nullable: false),
                    TeamId = table.Column<int>(type: "INTEGER", nullable: true),
                    PolicyVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    FormulaVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    EngineVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Content = table.Column<string>(type: "TEXT", nullable: false),
                    Commit = table.Column<string>(type: "TEXT", nullable: true),
                    CodePart = table.Column<int>(type: "INTEGER", nullable: false),
                    PolicyPart = table.Column<int>(type: "INTEGER", nullable: false),
                    WaiverPart = table.Column<int>(type: "INTEGER", nullable: false),
                    EvidencePart = table.Column<int>(type: "INTEGER", nullable: false),
                    Backfilled = table.Column<int>(type: "INTEGER", nullable: false),
                    Explanation = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GradeIntervals", x => x.Id);
                    table.ForeignKey(
                        name: "FK_GradeIntervals_Images_ImageId",
                        column: x => x.ImageId,
                        principalTable: "Images",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ImageBases",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ImageId = table.Column<long>(type: "INTEGER", nullable: false),
                    Repository = table.Column<string>(type: "TEXT", nullable: false),
                    Tag = table.Column<string>(type: "TEXT", nullable: true),
                    Digest = table.Column<string>(type: "TEXT", nullable: true),
                    Reference = table.Column<string>(type: "TEXT", nullable: false),
                    IsShipped = table.Column<int>(type: "INTEGER", nullable: false),
                    Line = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImageBases", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ImageBases_Images_ImageId",
                        column: x => x.ImageId,
                        principalTable: "Images",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ImageResults",
                columns: table => new
                {
                    ImageId = table.Column<long>(type: "INTEGER", nullable: false),
                    Record = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImageResults", x => x.ImageId);
                    table.ForeignKey(
                        name: "FK_ImageResults_Images_ImageId",
                        column: x => x.ImageId,
                        principalTable: "Images",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Waivers",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Scope = table.Column<int>(type: "INTEGER", nullable: false),
                    Rule = table.Column<string>(type: "TEXT", nullable: false),
                    Severity = table.Column<int>(type: "INTEGER", nullable: false),
                    ImageId = table.Column<long>(type: "INTEGER", nullable: true),
                    FindingId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    TeamId = table.Column<int>(type: "INTEGER", nullable: true),
                    Path = table.Column<string>(type: "TEXT", nullable: true),
                    Reason = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Owner = table.Column<string>(type: "TEXT", nullable: false),
                    Requester = table.Column<string>(type: "TEXT", nullable: false),
                    RequestedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Decision = table.Column<int>(type: "INTEGER", nullable: false),
                    Decider = table.Column<string>(type: "TEXT", nullable: true),
                    DecidedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    DecisionNote = table.Column<string>(type: "TEXT", nullable: true),
                    RevokedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    RevokedBy = table.Column<string>(type: "TEXT", nullable: true),
                    AppliedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Findings = table.Column<int>(type: "INTEGER", nullable: false),
                    Images = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Waivers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Waivers_Images_ImageId",
                        column: x => x.ImageId,
                        principalTable: "Images",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Waivers_Teams_TeamId",
                        column: x => x.TeamId,
                        principalTable: "Teams",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_At",
                table: "AuditEntries",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_Subject",
                table: "AuditEntries",
                column: "Subject");

            migrationBuilder.CreateIndex(
                name: "IX_BuildDefinitions_BuildTargetId",
                table: "BuildDefinitions",
                column: "BuildTargetId");

            migrationBuilder.CreateIndex(
                name: "IX_BuildDefinitions_RepositoryId_Path_Name_Dockerfile_Target_ImageRepository",
                table: "BuildDefinitions",
                columns: new[] { "RepositoryId", "Path", "Name", "Dockerfile", "Target", "ImageRepository" },
                unique: true,
                filter: "\"To\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_BuildDefinitions_To_BuildTargetId",
                table: "BuildDefinitions",
                columns: new[] { "To", "BuildTargetId" });

            migrationBuilder.CreateIndex(
                name: "IX_BuildDefinitions_To_ImageRepository",
                table: "BuildDefinitions",
                columns: new[] { "To", "ImageRepository" });

            migrationBuilder.CreateIndex(
                name: "IX_BuildTargets_SourceId_Target_Variant",
                table: "BuildTargets",
                columns: new[] { "SourceId", "Target", "Variant" });

            migrationBuilder.CreateIndex(
                name: "IX_Connections_Name",
                table: "Connections",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CrawlFailures_RunId_Kind",
                table: "CrawlFailures",
                columns: new[] { "RunId", "Kind" });

            migrationBuilder.CreateIndex(
                name: "IX_CrawlRuns_ConnectionId_StartedAt",
                table: "CrawlRuns",
                columns: new[] { "ConnectionId", "StartedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_CrawlRuns_EndedAt",
                table: "CrawlRuns",
                column: "EndedAt");

            migrationBuilder.CreateIndex(
                name: "IX_CriterionIntervals_Counts_ToDay_Criterion_TeamId_FromDay_Penalty_Judged",
                table: "CriterionIntervals",
                columns: new[] { "Counts", "ToDay", "Criterion", "TeamId", "FromDay", "Penalty", "Judged" });

            migrationBuilder.CreateIndex(
                name: "IX_CriterionIntervals_Criterion_Counts_FromDay_Penalty",
                table: "CriterionIntervals",
                columns: new[] { "Criterion", "Counts", "FromDay", "Penalty" });

            migrationBuilder.CreateIndex(
                name: "IX_CriterionIntervals_Criterion_Counts_ToDay_Penalty",
                table: "CriterionIntervals",
                columns: new[] { "Criterion", "Counts", "ToDay", "Penalty" });

            migrationBuilder.CreateIndex(
                name: "IX_CriterionIntervals_ImageId_To_Criterion_Penalty",
                table: "CriterionIntervals",
                columns: new[] { "ImageId", "To", "Criterion", "Penalty" });

            migrationBuilder.CreateIndex(
                name: "IX_DockerfileSources_BlobSha",
                table: "DockerfileSources",
                column: "BlobSha");

            migrationBuilder.CreateIndex(
                name: "IX_DockerfileSources_RepositoryId_Path",
                table: "DockerfileSources",
                columns: new[] { "RepositoryId", "Path" },
                unique: true,
                filter: "\"GoneAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_DockerfileVersions_BlobSha",
                table: "DockerfileVersions",
                column: "BlobSha");

            migrationBuilder.CreateIndex(
                name: "IX_DockerfileVersions_SourceId_From",
                table: "DockerfileVersions",
                columns: new[] { "SourceId", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_FindingIntervals_Criterion_To_ImageId",
                table: "FindingIntervals",
                columns: new[] { "Criterion", "To", "ImageId" });

            migrationBuilder.CreateIndex(
                name: "IX_FindingIntervals_From",
                table: "FindingIntervals",
                column: "From");

            migrationBuilder.CreateIndex(
                name: "IX_FindingIntervals_ImageId_To",
                table: "FindingIntervals",
                columns: new[] { "ImageId", "To" });

            migrationBuilder.CreateIndex(
                name: "IX_FindingIntervals_Rule_ImageId_From_To",
                table: "FindingIntervals",
                columns: new[] { "Rule", "ImageId", "From", "To" });

            migrationBuilder.CreateIndex(
                name: "IX_FindingIntervals_To_Rule_ImageId_From_Points",
                table: "FindingIntervals",
                columns: new[] { "To", "Rule", "ImageId", "From", "Points" });

            migrationBuilder.CreateIndex(
                name: "IX_FindingIntervals_To_Severity",
                table: "FindingIntervals",
                columns: new[] { "To", "Severity" });

            migrationBuilder.CreateIndex(
                name: "IX_FindingIntervals_WaiverId_ImageId",
                table: "FindingIntervals",
                columns: new[] { "WaiverId", "ImageId" },
                filter: "\"WaiverId\" IS NOT NULL AND \"To\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_GradeIntervals_Counts_FromDay_ToDay_TeamId_Score_RawScore",
                table: "GradeIntervals",
                columns: new[] { "Counts", "FromDay", "ToDay", "TeamId", "Score", "RawScore" });

            migrationBuilder.CreateIndex(
                name: "IX_GradeIntervals_Counts_ToDay_TeamId_From_Score_RawScore",
                table: "GradeIntervals",
                columns: new[] { "Counts", "ToDay", "TeamId", "From", "Score", "RawScore" });

            migrationBuilder.CreateIndex(
                name: "IX_GradeIntervals_From",
                table: "GradeIntervals",
                column: "From");

            migrationBuilder.CreateIndex(
                name: "IX_GradeIntervals_ImageId",
                table: "GradeIntervals",
                column: "ImageId",
                unique: true,
                filter: "\"To\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_GradeIntervals_ImageId_From_To_Counts_TeamId_RawScore_PolicyVersion_FormulaVersion_EngineVersion",
                table: "GradeIntervals",
                columns: new[] { "ImageId", "From", "To", "Counts", "TeamId", "RawScore", "PolicyVersion", "FormulaVersion", "EngineVersion" });

            migrationBuilder.CreateIndex(
                name: "IX_GradeIntervals_ToDay_To_ImageId",
                table: "GradeIntervals",
                columns: new[] { "ToDay", "To", "ImageId" });

            migrationBuilder.CreateIndex(
                name: "IX_ImageBases_ImageId",
                table: "ImageBases",
                column: "ImageId");

            migrationBuilder.CreateIndex(
                name: "IX_ImageBases_Reference",
                table: "ImageBases",
                column: "Reference");

            migrationBuilder.CreateIndex(
                name: "IX_ImageBases_Repository_Tag",
                table: "ImageBases",
                columns: new[] { "Repository", "Tag" });

            migrationBuilder.CreateIndex(
                name: "IX_ImageLinks_ImageId",
                table: "ImageLinks",
                column: "ImageId");

            migrationBuilder.CreateIndex(
                name: "IX_ImageRepositories_ConnectionId_LastSeenRunId",
                table: "ImageRepositories",
                columns: new[] { "ConnectionId", "LastSeenRunId" });

            migrationBuilder.CreateIndex(
                name: "IX_ImageRepositories_Registry_Name",
                table: "ImageRepositories",
                columns: new[] { "Registry", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Images_BuildTargetId",
                table: "Images",
                column: "BuildTargetId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Images_Counts_TeamId_Score_RawScore",
                table: "Images",
                columns: new[] { "Counts", "TeamId", "Score", "RawScore" });

            migrationBuilder.CreateIndex(
                name: "IX_Images_IsLive_Scope_BaseImage",
                table: "Images",
                columns: new[] { "IsLive", "Scope", "BaseImage" });

            migrationBuilder.CreateIndex(
                name: "IX_Images_IsLive_Scope_Change30",
                table: "Images",
                columns: new[] { "IsLive", "Scope", "Change30" });

            migrationBuilder.CreateIndex(
                name: "IX_Images_IsLive_Scope_Coverage",
                table: "Images",
                columns: new[] { "IsLive", "Scope", "Coverage" });

            migrationBuilder.CreateIndex(
                name: "IX_Images_IsLive_Scope_GradedAt",
                table: "Images",
                columns: new[] { "IsLive", "Scope", "GradedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Images_IsLive_Scope_Name",
                table: "Images",
                columns: new[] { "IsLive", "Scope", "Name" });

            migrationBuilder.CreateIndex(
                name: "IX_Images_IsLive_Scope_Score",
                table: "Images",
                columns: new[] { "IsLive", "Scope", "Score" });

            migrationBuilder.CreateIndex(
                name: "IX_Images_MergedIntoId",
                table: "Images",
                column: "MergedIntoId");

            migrationBuilder.CreateIndex(
                name: "IX_Images_OriginBuildTargetId",
                table: "Images",
                column: "OriginBuildTargetId");

            migrationBuilder.CreateIndex(
                name: "IX_Images_OriginImageRepositoryId",
                table: "Images",
                column: "OriginImageRepositoryId");

            migrationBuilder.CreateIndex(
                name: "IX_Images_TeamId_IsLive",
                table: "Images",
                columns: new[] { "TeamId", "IsLive" });

            migrationBuilder.CreateIndex(
                name: "IX_Repositories_ConnectionId_LastSeenRunId",
                table: "Repositories",
                columns: new[] { "ConnectionId", "LastSeenRunId" });

            migrationBuilder.CreateIndex(
                name: "IX_Repositories_Host_ExternalId",
                table: "Repositories",
                columns: new[] { "Host", "ExternalId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Repositories_Name",
                table: "Repositories",
                column: "Name");

            migrationBuilder.CreateIndex(
                name: "IX_RepositoryFiles_Kind",
                table: "RepositoryFiles",
                column: "Kind");

            migrationBuilder.CreateIndex(
                name: "IX_RepositoryFiles_RepositoryId_Path",
                table: "RepositoryFiles",
                columns: new[] { "RepositoryId", "Path" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TagObservations_Digest",
                table: "TagObservations",
                column: "Digest");

            migrationBuilder.CreateIndex(
                name: "IX_TagObservations_ImageRepositoryId_From",
                table: "TagObservations",
                columns: new[] { "ImageRepositoryId", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_TagObservations_ImageRepositoryId_Tag",
                table: "TagObservations",
                columns: new[] { "ImageRepositoryId", "Tag" },
                unique: true,
                filter: "\"To\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Teams_Slug",
                table: "Teams",
                column: "Slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Usages_RepositoryId_Path_Reference",
                table: "Usages",
                columns: new[] { "RepositoryId", "Path", "Reference" },
                unique: true,
                filter: "\"To\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Usages_To_ImageRepository",
                table: "Usages",
                columns: new[] { "To", "ImageRepository" });

            migrationBuilder.CreateIndex(
                name: "IX_Waivers_Decision_ExpiresAt",
                table: "Waivers",
                columns: new[] { "Decision", "ExpiresAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Waivers_ImageId",
                table: "Waivers",
                column: "ImageId");

            migrationBuilder.CreateIndex(
                name: "IX_Waivers_Rule",
                table: "Waivers",
                column: "Rule");

            migrationBuilder.CreateIndex(
                name: "IX_Waivers_TeamId",
                table: "Waivers",
                column: "TeamId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AuditEntries");

            migrationBuilder.DropTable(
                name: "Blobs");

            migrationBuilder.DropTable(
                name: "BuildDefinitions");

            migrationBuilder.DropTable(
                name: "CrawlFailures");

            migrationBuilder.DropTable(
                name: "CriterionIntervals");

            migrationBuilder.DropTable(
                name: "DockerfileVersions");

            migrationBuilder.DropTable(
                name: "FindingIntervals");

            migrationBuilder.DropTable(
                name: "GradeIntervals");

            migrationBuilder.DropTable(
                name: "ImageBases");

            migrationBuilder.DropTable(
                name: "ImageLinks");

            migrationBuilder.DropTable(
                name: "ImageResults");

            migrationBuilder.DropTable(
                name: "PolicyDrafts");

            migrationBuilder.DropTable(
                name: "PolicyVersions");

            migrationBuilder.DropTable(
                name: "RepositoryFiles");

            migrationBuilder.DropTable(
                name: "Settings");

            migrationBuilder.DropTable(
                name: "ShellCheckAnswers");

            migrationBuilder.DropTable(
                name: "TagObservations");

            migrationBuilder.DropTable(
                name: "Usages");

            migrationBuilder.DropTable(
                name: "Waivers");

            migrationBuilder.DropTable(
                name: "CrawlRuns");

            migrationBuilder.DropTable(
                name: "ImageRepositories");

            migrationBuilder.DropTable(
                name: "Images");

            migrationBuilder.DropTable(
                name: "Connections");

            migrationBuilder.DropTable(
                name: "BuildTargets");

            migrationBuilder.DropTable(
                name: "Teams");

            migrationBuilder.DropTable(
                name: "DockerfileSources");

            migrationBuilder.DropTable(
                name: "Repositories");
        }
    }
}
