namespace Conversations.Testing.Processes;

/// <summary>Where this build's programs lie: beside the running test's own, same host, same configuration.</summary>
public static class Built
{
    /// <summary>…/artifacts/HOST/bin/PROJECT/CONFIGURATION/ is where every test runs from.</summary>
    private static readonly DirectoryInfo Here = new(AppContext.BaseDirectory);

    public static string Root => Here.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;

    public static string Dll(string project)
    {
        var path = Path.Combine(Here.Parent!.Parent!.FullName, project, Here.Name, $"Conversations.{project}.dll");
        return File.Exists(path) ? path : throw new FileNotFoundException($"Build {project} first: ./test builds all.", path);
    }
}
