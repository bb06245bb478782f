using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ChildProtection.Functions.Platform.Http;

/// <summary>A page to read and print. It runs no script and loads nothing; its policy allows its one style sheet by hash.</summary>
internal sealed class HtmlAnswer(HtmlPage page) : IResult
{
    public const string Html = "text/html; charset=utf-8";

    private readonly byte[] _body = Encoding.UTF8.GetBytes(page.Text);

    public string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(page.Style)))}'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = Html;
        response.ContentLength = _body.Length;
        response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.ContentLanguage = page.Language;
        await response.Body.WriteAsync(_body, httpContext.RequestAborted);
    }
}

/// <param name="Language">Language tag of the page.</param>
/// <param name="Style">The style sheet within it.</param>
/// <param name="Text">The whole document.</param>
internal sealed record HtmlPage(string Language, string Style, string Text);
