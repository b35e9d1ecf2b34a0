using System.Globalization;
using ComplianceHub.Grading.Facts;
using ComplianceHub.ShellCheck;
using ComplianceHub.Storage;
using Microsoft.Extensions.Logging;

namespace ComplianceHub.Crawling.Scripts;

/// <summary>
/// After crawls: asks ShellCheck about the scripts of the Dockerfiles that came or changed, where the program is installed and the policy has its rule
/// switched on. A text is asked about once, until the program or what is made of the text changes.
/// </summary>
/// <param name="program">A name to look for on the path, or a path.</param>
public sealed partial class ShellCheckStep(ShellCheckStore store, PolicyStore policies, ILogger<ShellCheckStep> logger, string program = "shellcheck")
{
    private const int FilesAtOnce = 200;
    private const string Rule = "shellcheck";

    private ShellCheckProgram? _program;
    private bool _saidMissing;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if ((await policies.CurrentAsync(cancellationToken)).DisabledRules.Contains(Rule))
        {
            return;
        }

        _program ??= await ShellCheckProgram.FindAsync(cancellationToken, program);
        if (_program is null)
        {
            if (!_saidMissing)
            {
                LogMissing(logger);
                _saidMissing = true;
            }

            return;
        }

        var stamp = $"{_program.Version}/{ShellCheckScript.Version.ToString(CultureInfo.InvariantCulture)}";
        await store.ForgetGoneAsync(cancellationToken);
        await foreach (var files in store.UnansweredAsync(stamp, FilesAtOnce, cancellationToken))
        {
            var said = await _program.CheckAsync([.. files.Select(f => f.File)], cancellationToken);
            await store.SaveAsync(stamp, files.Select((f, i) => (f.BlobSha, said[i])), cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Information, "ShellCheck is not installed: the scripts of RUN are not checked. Nothing else depends on it.")]
    private static partial void LogMissing(ILogger logger);
}
