@echo off
rem The command line of Feishu Buzz (feishu-buzz --help). cmd.exe waits for programs with windows only in a script.
"%~dp0Feishu Buzz.exe" %*
exit /b %ERRORLEVEL%
