using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Discovery;

/// <summary>Replaces <c>%Name%</c> in schedules and routes by the app setting of that name.</summary>
internal sealed partial class SettingExpander(IConfiguration configuration)
{
    public string Expand(string text) => Token().Replace(text, token => Value(token.Groups[1].Value, text));

    /// <summary>The value of a setting by its name, null or empty when it has none.</summary>
    public string? Find(string name) => configuration[name.Replace("__", ":", StringComparison.Ordinal)];

    private string Value(string name, string text)
        => configuration[name.Replace("__", ":", StringComparison.Ordinal)]
            ?? throw new FunctionFaultException(
                $"'{text}' names the setting '{name}', which has no value; set it in local.settings.json or the environment.");

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Token();
}
