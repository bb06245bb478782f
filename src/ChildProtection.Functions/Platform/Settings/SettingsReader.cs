using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace ChildProtection.Functions.Platform.Settings;

/// <summary>Reads settings for the options classes and collects every fault. An empty setting counts as absent.</summary>
internal sealed class SettingsReader(IConfiguration configuration)
{
    private readonly List<string> _faults = [];

    /// <summary>The faults; each names its setting and says what to write.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Reads only one options class.</summary>
    /// <exception cref="InvalidOperationException">A setting is invalid; the message names it.</exception>
    public static T Require<T>(IConfiguration configuration, Func<SettingsReader, T> read)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var settings = new SettingsReader(configuration);
        var options = read(settings);
        return settings.Faults.Count == 0
            ? options
            : throw new InvalidOperationException(string.Join(Environment.NewLine, settings.Faults));
    }

    public string? Text(string setting) => configuration[setting] is { Length: > 0 } text ? text : null;

    /// <summary>A setting that must be there; empty, with the fault, where it is absent.</summary>
    public string Required(string setting, string fault)
    {
        if (Text(setting) is { } text)
            return text;
        Fault(fault);
        return "";
    }

    /// <summary>A whole number within its bounds; the default where the setting is absent or invalid.</summary>
    public int Number(string setting, int usual, int least, int most)
    {
        if (Text(setting) is not { } text)
            return usual;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Fault(most == int.MaxValue
            ? $"The setting {setting} is '{text}'; it must be a whole number of at least {least}."
            : $"The setting {setting} is '{text}'; it must be a whole number from {least} to {most}.");
        return usual;
    }

    /// <summary>
    /// An address that <paramref name="allows"/> accepts. The caller words the fault, because some addresses must not be repeated.
    /// </summary>
    public Uri? Address(string setting, Predicate<Uri> allows, Func<string, string> fault)
    {
        if (Text(setting) is not { } text)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && allows(address))
            return address;
        Fault(fault(text));
        return null;
    }

    public void Fault(string fault) => _faults.Add(fault);
}
