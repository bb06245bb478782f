using System.Text.RegularExpressions;

namespace ChildProtection.Tests.Architecture.Workflows;

/// <summary>
/// What every workflow must hold to. The files are read line by line, in the plain form they are written in: two spaces a level, one key a
/// line.
/// </summary>
internal static partial class WorkflowRules
{
    /// <summary>The only rights to write, each with the action that is its reason.</summary>
    private static readonly Dictionary<string, string[]> MayWrite = new(StringComparer.Ordinal)
    {
        ["id-token"] = ["azure/login", Attest],
        ["attestations"] = [Attest],
        ["security-events"] = ["github/codeql-action/analyze"],
    };

    private const string Attest = "actions/attest-build-provenance";

    public static IEnumerable<string> Faults(string name, string text)
    {
        var lines = text.Split('\n');
        return Pins(name, lines).Concat(Rights(name, lines)).Concat(Injections(name, lines)).Concat(Jobs(name, lines));
    }

    /// <summary>Actions and the commits they are pinned to, over all workflows.</summary>
    public static IEnumerable<(string Action, string Commit)> Pinned(string text) =>
        Uses().Matches(text).Select(match => (match.Groups["action"].Value, match.Groups["at"].Value));

    private static IEnumerable<string> Pins(string name, string[] lines)
    {
        foreach (var (index, line) in lines.Index())
        {
            if (!line.Contains("uses:", StringComparison.Ordinal))
                continue;
            var match = Uses().Match(line);
            if (!match.Success || !Commit().IsMatch(match.Groups["at"].Value))
                yield return $"{name}:{index + 1}: not pinned by a full commit: {line.Trim()}";
            else if (!Version().IsMatch(match.Groups["rest"].Value))
                yield return $"{name}:{index + 1}: the version behind the commit is not said";
            if (
                match.Groups["action"].Value == "actions/checkout"
                && !lines
                    .Skip(index + 1)
                    .TakeWhile(next => !next.TrimStart().StartsWith("- ", StringComparison.Ordinal))
                    .Any(next => next.Trim() == "persist-credentials: false"))
                yield return $"{name}:{index + 1}: the checkout leaves its token behind";
        }
    }

    private static IEnumerable<string> Rights(string name, string[] lines)
    {
        if (!lines.Contains("permissions: {}"))
            yield return $"{name}: the whole workflow must begin with no rights at all (permissions: {{}})";
        foreach (var (index, line) in lines.Index())
        {
            if (Writes().Match(line) is not { Success: true } write)
                continue;
            var (right, job) = (write.Groups["right"].Value, JobAround(lines, index));
            if (!MayWrite.TryGetValue(right, out var reasons)
                || !reasons.Any(reason => job.Any(other => other.Contains($"uses: {reason}@", StringComparison.Ordinal))))
                yield return $"{name}:{index + 1}: the right to write {right} has no reason here";
        }

        if (
            lines.Any(line =>
                line.Contains("write-all", StringComparison.Ordinal) || line.Contains("pull_request_target", StringComparison.Ordinal)))
            yield return $"{name}: write-all and pull_request_target give a stranger's change the repository's rights";
    }

    /// <summary>What others may choose must not become part of a script.</summary>
    private static IEnumerable<string> Injections(string name, string[] lines)
    {
        var script = -1;
        foreach (var (index, line) in lines.Index())
        {
            var indent = line.Length - line.TrimStart().Length;
            if (script >= 0 && line.Trim().Length > 0 && indent <= script)
                script = -1;
            var run = Run().Match(line);
            if (run.Success)
                script = run.Groups["key"].Index;
            if ((run.Success || script >= 0) && line.Contains("${{", StringComparison.Ordinal))
                yield return $"{name}:{index + 1}: an expression inside a script; hand it over by env";
        }
    }

    private static IEnumerable<string> Jobs(string name, string[] lines)
    {
        foreach (var start in Starts(lines))
        {
            var job = lines.Skip(start).Take(End(lines, start) - start).ToArray();
            var where = $"{name}: job {lines[start].Trim(' ', ':')}";
            foreach (var key in (string[])["permissions:", "timeout-minutes:", "runs-on:"])
                if (!job.Any(line => line.StartsWith("    " + key, StringComparison.Ordinal)))
                    yield return $"{where} has no {key[..^1]}";
            if (job.Any(line => line.Contains("uses: azure/login@", StringComparison.Ordinal))
                && !job.Any(line => line.StartsWith("    environment:", StringComparison.Ordinal)))
                yield return $"{where} signs in to Azure and belongs to no environment, so that nobody would have to approve";
            if (job.Any(line => line.Contains("uses: azure/login@", StringComparison.Ordinal))
                && !job.Contains("    if: github.ref == 'refs/heads/main'"))
                yield return $"{where} signs in to Azure from any branch; let main alone do so";
            if (job.Any(line => line.Contains("--what-if", StringComparison.Ordinal))
                && !job.Any(line => line.Contains("vars.AZURE_READER_CLIENT_ID", StringComparison.Ordinal)))
                yield return $"{where} only looks and must have the identity of a reader";
        }
    }

    private static IEnumerable<int> Starts(string[] lines)
    {
        var jobs = Array.IndexOf(lines, "jobs:");
        return Enumerable.Range(0, lines.Length).Where(index => jobs >= 0 && index > jobs && Job().IsMatch(lines[index]));
    }

    private static int End(string[] lines, int start) => Starts(lines).Where(next => next > start).DefaultIfEmpty(lines.Length).First();

    private static IEnumerable<string> JobAround(string[] lines, int index)
    {
        var start = Starts(lines).Where(one => one <= index).DefaultIfEmpty(0).Last();
        return lines.Skip(start).Take(End(lines, start) - start);
    }

    [GeneratedRegex(@"uses: (?<action>[\w./-]+)@(?<at>[^\s#]+)(?<rest>[^\n]*)")]
    private static partial Regex Uses();

    [GeneratedRegex("^[0-9a-f]{40}$")]
    private static partial Regex Commit();

    [GeneratedRegex(@"^ # v\d+\.\d+\.\d+$")]
    private static partial Regex Version();

    [GeneratedRegex(@"^\s+(?<right>[a-z-]+): write\s*$")]
    private static partial Regex Writes();

    [GeneratedRegex(@"^\s*(- )?(?<key>run:)")]
    private static partial Regex Run();

    [GeneratedRegex(@"^  [\w-]+:\s*$")]
    private static partial Regex Job();
}
